package dev.tocsin.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import dev.tocsin.contract.delivery.NoticeKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds the origin that a notice's id is derived from. A mail states neither its kind nor its place in the incident,
/// but its Message-ID proves both.
public final class NoticeIds {

    /// More events than an incident of a [FaultPlan] has.
    private static final long EVENTS = 8;

    private static final int EPISODE = 1;
    private static final int LENGTH = 32;

    private NoticeIds() {}

    /// @param sequence of the event that the notice is about
    public record NoticeOrigin(long sequence, NoticeKind kind) {}

    /// The origin of an id; empty if no notice of this incident to this subscriber has the id.
    ///
    /// @param subscription the id of the subscriber's subscription
    public static Optional<NoticeOrigin> origin(String id, String incident, String subscription) {
        return LongStream.rangeClosed(1, EVENTS)
                .boxed()
                .flatMap(sequence -> Stream.of(NoticeKind.values()).map(kind -> new NoticeOrigin(sequence, kind)))
                .filter(origin -> id.equals(of(incident, origin, subscription)))
                .findFirst();
    }

    static String of(String incident, NoticeOrigin origin, String subscription) {
        var kind = origin.kind().name().toLowerCase(ROOT).replace('_', '-');
        var text = "%s/%d/%d/%s/%s".formatted(incident, EPISODE, origin.sequence(), kind, subscription);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
