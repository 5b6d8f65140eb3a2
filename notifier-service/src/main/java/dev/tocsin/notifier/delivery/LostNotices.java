package dev.tocsin.notifier.delivery;

import java.util.List;

/// Keeps what subscribers were told of one kind of thing.
public interface LostNotices {

    /// Learns what subscribers were told before the database was restored from a backup. Notices of other things are
    /// passed over.
    void recover(List<LostNotice> lost);
}
