/// Entries of forms, read as the API reads its bodies, and the errors beside the fields.
@NullMarked
package dev.tocsin.incident.form;

import org.jspecify.annotations.NullMarked;
