package dev.tocsin.incident.trust.html;

import dev.tocsin.incident.http.ReadersSite;
import io.quarkus.qute.TemplateGlobal;

/// Links among our pages, which readers may reach below a path of their host.
@TemplateGlobal
final class PageLinks {

    private static final String BASE = ReadersSite.configured().prefix();

    private PageLinks() {}

    /// The prefix of each page's path: empty, or such as `/status`.
    static String base() {
        return BASE;
    }
}
