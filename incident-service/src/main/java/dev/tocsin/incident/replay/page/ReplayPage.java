package dev.tocsin.incident.replay.page;

import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.replay.ReplayReport;
import dev.tocsin.incident.replay.ReplayRequest;
import dev.tocsin.incident.replay.ReplayRun;
import dev.tocsin.incident.replay.ReplayRun.Answered;
import dev.tocsin.incident.replay.ReplayRun.NotReplayed;
import dev.tocsin.incident.replay.ReplayRun.Occupied;
import dev.tocsin.incident.replay.ReplayRun.Underway;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form, and the answer if one was asked for.
///
/// @param request what is replayed; null if nothing is asked
/// @param run null likewise
record ReplayPage(
        ReplayEntries entries,
        FormErrors errors,
        List<SettingEntry> settings,
        @Nullable ReplayRequest request,
        @Nullable ReplayRun run,
        ZoneId zone) {

    public @Nullable ReplayReport report() {
        return run instanceof Answered(var report) ? report : null;
    }

    public @Nullable String why() {
        return run instanceof NotReplayed(var why) ? why : null;
    }

    public @Nullable Underway underway() {
        return run instanceof Underway underway ? underway : null;
    }

    public @Nullable Occupied occupied() {
        return run instanceof Occupied occupied ? occupied : null;
    }
}
