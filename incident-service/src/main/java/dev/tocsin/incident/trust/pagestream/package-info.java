/// Pages that are patched in place while people look at them: each change is rendered once, and sent to all.
@NullMarked
package dev.tocsin.incident.trust.pagestream;

import org.jspecify.annotations.NullMarked;
