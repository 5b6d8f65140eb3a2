package dev.tocsin.probe.report;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.check.Fault;
import java.time.Instant;

/// Makes the health event of an answer.
public record Observation(String vantagePoint, String probe) {

    /// @param observedAt the time at which the ask began, by the broker's clock as far as it is known
    public HealthObserved of(CheckDefined check, Instant observedAt, Answer answer) {
        return new HealthObserved(
                check.check(),
                check.cell(),
                vantagePoint,
                probe,
                answer.outcome(),
                observedAt,
                answer.latencyMillis(),
                answer.phases(),
                answer.fault().map(Fault::kind).orElse(null),
                answer.fault().map(Fault::detail).orElse(null),
                check.definition());
    }
}
