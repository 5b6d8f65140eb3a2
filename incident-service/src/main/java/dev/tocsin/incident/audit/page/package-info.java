/// The audit log as a page for admins.
@NullMarked
package dev.tocsin.incident.audit.page;

import org.jspecify.annotations.NullMarked;
