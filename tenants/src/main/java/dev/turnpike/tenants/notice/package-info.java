/** What consumers are told about their money: once, by mail and in the portal. */
package dev.turnpike.tenants.notice;
