package dev.tocsin.incident.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.notices.NotifierAnswer.Rejected;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble.TroubleKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeQueueTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final NotifierTrouble SILENT = new NotifierTrouble(TroubleKind.SILENT, NOON);

    private final WaitingNotices waiting = new WaitingNotices(3, NOON, NOON);

    @Test
    void theLastFiguresStayWhileTheNotifierIsAway() {
        var queue = NoticeQueue.UNKNOWN.after(new Success<>(waiting)).after(new Unreachable<>(SILENT));

        assertThat(queue).isEqualTo(new NoticeQueue(waiting, SILENT));
    }

    @Test
    void anAnswerEndsTheTrouble() {
        var queue = NoticeQueue.UNKNOWN.after(new Unreachable<>(SILENT)).after(new Success<>(waiting));

        assertThat(queue).isEqualTo(new NoticeQueue(waiting, null));
    }

    @Test
    void aNotifierOfAnOlderReleaseHasNoFigures() {
        assertThat(NoticeQueue.UNKNOWN.after(new Rejected<>(404, "There is nothing here.", List.of())))
                .isEqualTo(NoticeQueue.UNKNOWN);
    }
}
