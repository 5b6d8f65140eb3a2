package dev.tocsin.incident.notices;

/// The queue of notices that pages show.
public interface CurrentNoticeQueue {

    /// Never waits: what was received last.
    NoticeQueue current();
}
