package dev.tocsin.incident.dashboard.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.dashboard.View;
import dev.tocsin.support.access.Caller;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;

/// The head of all operators' pages: the views that the reader may open.
@Named("rail")
@Singleton
public class Rail {

    private final Caller reader;
    private final CurrentCatalog catalog;

    Rail(Caller reader, CurrentCatalog catalog) {
        this.reader = reader;
        this.catalog = catalog;
    }

    public String name() {
        return DisplayNames.page(catalog.get());
    }

    public String reader() {
        return reader.name();
    }

    public List<View> views() {
        return View.allOf(reader::may);
    }

    /// The path of the reader's first page; a customer has no view, and a page of its own.
    public String home() {
        return views().isEmpty() ? "/mine" : View.OVERVIEW.path();
    }
}
