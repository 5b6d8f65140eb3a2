/// Accounts, API tokens and sessions: the people and programs that may enter, with their permissions.
@NullMarked
package dev.tocsin.incident.access;

import org.jspecify.annotations.NullMarked;
