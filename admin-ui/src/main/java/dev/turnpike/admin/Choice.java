package dev.turnpike.admin;

/** One entry of a filter's list. */
record Choice(String value, String label, boolean chosen) {}
