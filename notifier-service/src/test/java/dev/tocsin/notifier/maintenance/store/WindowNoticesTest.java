package dev.tocsin.notifier.maintenance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.notifier.message.MaintenanceReport;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The notices of a window follow one another, each under an id of its own, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class WindowNoticesTest extends WindowFanOutFixture {

    @Test
    void aNoticeNamesPublicCellsOnly() {
        subscription();

        fanOut.take(work.scheduled(now));
        tell(now);

        assertThat(mails.claim()).singleElement().satisfies(claimed -> {
            var report = (MaintenanceReport) claimed.report();
            assertThat(report.cells()).extracting(Object::toString).containsExactly("login@na");
            assertThat(report.allCells()).isEqualTo(1);
            assertThat(claimed.subject()).isEqualTo("Weekly patching");
        });
    }

    @Test
    void whatIsReadAgainOrLateTellsNothing() {
        var subscriber = subscription();
        var first = work.scheduled(now);
        var second = work.moved(HOUR).scheduled(now);

        fanOut.take(first);
        tell(now);
        fanOut.take(second);
        tell(now);
        fanOut.take(first);
        tell(now);
        fanOut.take(second);
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2");
    }

    @Test
    void eachChangeIsANoticeOfItsOwn() {
        var subscriber = subscription();

        fanOut.take(work.scheduled(now));
        tell(now);
        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);
        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2", "update changed 3");
        assertThat(of(subscriber, "id")).doesNotHaveDuplicates();
    }

    /// What is over is not told as upcoming by a delivery that waited on its ladder.
    @Test
    void aNoticeThatCouldNotBeDeliveredIsCoveredByTheNext() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());

        assertThat(mails.claim()).singleElement().satisfies(claimed -> {
            assertThat(claimed.kind()).isEqualTo(NoticeKind.UPDATE);
            assertThat(((MaintenanceReport) claimed.report()).stage().name()).isEqualTo("STARTED");
        });
        assertThat(states(subscriber)).containsExactly("covered", "due");
    }

    @Test
    void whatIsBeingSentIsNotCoveredAndTheNextWaitsForIt() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        var sending = mails.claim().getFirst();

        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());
        assertThat(mails.claim()).isEmpty();
        mails.deliver(sending.due(), now);

        assertThat(mails.claim())
                .singleElement()
                .satisfies(
                        next -> assertThat(next.first()).isEqualTo(sending.due().id()));
        assertThat(states(subscriber)).containsExactly("delivered", "due");
    }

    @Test
    void cancelledWorkThatIsPlannedAgainIsAnnouncedAgainUnderAnotherId() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        fanOut.take(work.cancelled(now));
        tell(now);
        fanOut.take(work.scheduled(now));
        tell(now);

        assertThat(told(subscriber))
                .containsExactly("opening announced 1", "closing cancelled 2", "opening announced 3");
        assertThat(of(subscriber, "id")).doesNotHaveDuplicates();
    }

    @Test
    void eachOccurrenceIsAnnouncedForItself() {
        var subscriber = subscription();
        var next = Work.from(work.startsAt().plus(Duration.ofDays(1)), HOUR);

        fanOut.take(work.scheduled(now));
        fanOut.take(next.scheduled(now));
        tell(now);

        assertThat(of(subscriber, "incident"))
                .containsExactlyInAnyOrder("maintenance/" + work.id(), "maintenance/" + next.id());
    }
}
