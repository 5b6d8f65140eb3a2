package dev.tocsin.incident.trust.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.engine.uptime.VerdictChange;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetBurnTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Cell LOGIN = Cell.of("login@na");

    /// 99 % allow a hundredth of the time: 36 s of an hour.
    @Test
    void aRateComparesWhatWasLostWithWhatWasAllowedInThatTime() {
        var burn = burn(
                99.0, change(1, "2026-11-01T00:00:00Z", Verdict.UP), change(2, "2026-11-21T11:51:00Z", Verdict.DOWN));

        assertThat(burn.hour().text()).isEqualTo("15.0");
        assertThat(burn.hour().isAlarming()).isTrue();
        assertThat(burn.sixHours().text()).isEqualTo("2.5");
        assertThat(burn.sixHours().isAlarming()).isFalse();
        assertThat(burn.threeDays().text()).isEqualTo("0.2");
        assertThat(burn.budget().lost()).isEqualTo(540_000);
    }

    @Test
    void threeDaysReachBackIntoTheMonthBefore() {
        var first = Instant.parse("2026-11-01T12:00:00Z");
        var burn = burn(
                99.0,
                first,
                change(1, "2026-10-01T00:00:00Z", Verdict.UP),
                change(2, "2026-10-31T00:00:00Z", Verdict.DOWN),
                change(3, "2026-10-31T07:12:00Z", Verdict.UP));

        assertThat(burn.threeDays().text()).isEqualTo("10.0");
        assertThat(burn.month().text()).isEqualTo("0.0");
    }

    @Test
    void withoutAnyRecordThereIsNoRate() {
        assertThat(burn(99.0).hour().text()).isEqualTo("–");
        assertThat(burn(100.0, change(1, "2026-11-01T00:00:00Z", Verdict.UP))
                        .hour()
                        .text())
                .isEqualTo("–");
    }

    private static BudgetBurn burn(double objective, VerdictChange... changes) {
        return burn(objective, NOON, changes);
    }

    private static BudgetBurn burn(double objective, Instant asOf, VerdictChange... changes) {
        var login = new ComponentDefined(
                1,
                NOON,
                "login",
                "Log in",
                null,
                null,
                Weight.NORMAL,
                true,
                0,
                List.of("na"),
                List.of(),
                List.of(),
                objective);
        var inputs = new UptimeInputs(Map.of(LOGIN, List.of(changes)), List.of(), List.of());
        var report = MonthReport.of(
                YearMonth.of(2026, 11), ZoneOffset.UTC, Catalog.of(List.of(login)), List.of(login), inputs, asOf);
        return BudgetBurn.of(report, List.of(login), inputs).getFirst();
    }

    private static VerdictChange change(long number, String at, Verdict verdict) {
        return new VerdictChange(LOGIN, number, Instant.parse(at), verdict);
    }
}
