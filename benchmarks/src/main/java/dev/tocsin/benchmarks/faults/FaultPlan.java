package dev.tocsin.benchmarks.faults;

import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.contract.Severity;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The incidents and kills of one round. The same seed plans the same round.
public record FaultPlan(long seed, List<PlannedIncident> incidents, List<Kill> kills) {

    public static final List<String> REGIONS =
            IntStream.rangeClosed(1, 40).mapToObj("region-%d"::formatted).toList();

    private static final List<Severity> SEVERITIES = List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL);

    /// @param at counted from the beginning of the round
    public record Kill(KillablePart part, Duration at) {}

    public static FaultPlan of(long seed, int incidents, int kills) {
        var random = new SplittableRandom(seed);
        var lasts = Duration.ofSeconds(10 + incidents);
        return new FaultPlan(
                seed,
                IntStream.range(0, incidents)
                        .mapToObj(number -> incident(seed, number, lasts, random))
                        .toList(),
                IntStream.range(0, kills)
                        .mapToObj(_ -> new Kill(any(List.of(KillablePart.values()), random), within(lasts, random)))
                        .toList());
    }

    private static PlannedIncident incident(long seed, int number, Duration lasts, SplittableRandom random) {
        var opens = within(lasts, random);
        var half = Duration.ofMillis(random.nextLong(500, 8_000));
        var script = new IncidentScript(
                "f%05d%06d".formatted(Math.floorMod(seed, 100_000), number),
                any(REGIONS, random),
                any(SEVERITIES, random));
        return new PlannedIncident(
                script, opens, random.nextBoolean() ? opens.plus(half) : null, opens.plus(half.multipliedBy(2)));
    }

    /// Subscribers numbered from 0, first those by webhook.
    public static List<Subscriber> subscribers(long seed, int byWebhook, int byMail) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, byWebhook + byMail)
                .mapToObj(number -> new Subscriber(
                        number, region(random), any(SEVERITIES, random), number < byWebhook ? manner(random) : null))
                .toList();
    }

    /// One subscriber in 50 wants notices of all regions, and every fourth of the first region only. So an incident
    /// affects some hundreds of subscribers, and at times thousands: a fan-out of many slices.
    private static @Nullable String region(SplittableRandom random) {
        if (random.nextInt(50) == 0) {
            return null;
        }
        return random.nextInt(4) == 0 ? REGIONS.getFirst() : any(REGIONS, random);
    }

    private static EndpointManner manner(SplittableRandom random) {
        return random.nextInt(3) > 0 ? EndpointManner.ACCEPTS : any(List.of(EndpointManner.values()), random);
    }

    private static <T> T any(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Duration within(Duration limit, SplittableRandom random) {
        return Duration.ofMillis(random.nextLong(limit.toMillis()));
    }
}
