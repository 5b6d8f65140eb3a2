package dev.tocsin.stack.inbox;

import java.util.List;
import java.util.Optional;

/// One kind of thing that the [InboxPage] shows: its tab, its list, each item, and the same as JSON.
public interface InboxSection {

    /// Its place in addresses, like `mails`: `/mails`, `/mails/7`, `/api/mails`.
    String name();

    /// Its tab's caption, like `Mails`.
    String title();

    /// The list as HTML, newest first; all foreign text in it [escaped][Html#escaped(String)].
    String list();

    /// One item as HTML, by the last part of its address.
    Optional<String> item(String id);

    /// The list for programs, newest first: records, maps, lists and values, written by Jackson.
    List<?> items();
}
