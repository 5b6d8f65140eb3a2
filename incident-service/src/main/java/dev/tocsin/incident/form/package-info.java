/// What people enter into forms, in the form of the API's bodies, and the errors beside the fields.
@NullMarked
package dev.tocsin.incident.form;

import org.jspecify.annotations.NullMarked;
