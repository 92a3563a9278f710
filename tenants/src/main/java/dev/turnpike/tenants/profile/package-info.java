/** What people do with their own account: name, password, data. */
@NullMarked
package dev.turnpike.tenants.profile;

import org.jspecify.annotations.NullMarked;
