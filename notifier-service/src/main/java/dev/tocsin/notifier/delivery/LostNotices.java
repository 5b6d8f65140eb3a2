package dev.tocsin.notifier.delivery;

import java.util.List;

/// Records the notices that subscribers got about one kind of thing.
public interface LostNotices {

    /// Records how deliveries ended before the database was restored from a backup. Notices about other things are
    /// ignored.
    void recover(List<LostNotice> lost);
}
