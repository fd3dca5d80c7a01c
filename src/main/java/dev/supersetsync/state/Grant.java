package dev.supersetsync.state;

/**
 * A role that may read one dataset because it was granted just that dataset.
 *
 * @param roleId Superset's id of the role
 * @param role its name
 */
public record Grant(int roleId, String role) {}
