/// What people write, as HTML: CommonMark without anything that could do harm.
@NullMarked
package dev.tocsin.incident.story.markdown;

import org.jspecify.annotations.NullMarked;
