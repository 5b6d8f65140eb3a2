package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.DeliveryStepEntity.DeliveryStep;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A [LostNotice] as a row, so that one statement takes many.
///
/// @param place the place in the order in which they ended
public record LostRow(
        int place,
        String id,
        String subscription,
        String channel,
        String kind,
        @Nullable String stage,
        String about,
        int episode,
        long number,
        String state,
        String step,
        int attempt,
        Instant at,
        @Nullable String reason,
        @Nullable String coveredBy) {

    /// The rows of the parameter `lost`, which [#json] makes.
    public static final String TABLE = """
            select * from jsonb_to_recordset(cast(:lost as jsonb)) as lost_row (
                place int, id text, subscription text, channel text, kind text, stage text, about text, episode int, number bigint,
                state text, step text, attempt int, at timestamptz, reason text, "coveredBy" text)""";

    public static String json(List<LostNotice> lost) {
        try {
            return Json.mapper()
                    .writeValueAsString(IntStream.range(0, lost.size())
                            .mapToObj(place -> of(place, lost.get(place)))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notices cannot be written", e);
        }
    }

    private static LostRow of(int place, LostNotice lost) {
        var head = lost.delivery();
        var work = head.maintenance();
        return new LostRow(
                place,
                head.id(),
                head.subscription(),
                word(head.channel()),
                word(head.kind()),
                work == null ? null : word(work.stage()),
                head.incident(),
                head.episode(),
                head.number(),
                word(state(lost)),
                word(lost.reason() == null ? DeliveryStep.SENT : DeliveryStep.GIVEN_UP),
                lost.attempt(),
                lost.at(),
                lost.reason(),
                lost.coveredBy());
    }

    private static DeliveryState state(LostNotice lost) {
        if (lost.reason() != null) {
            return DeliveryState.GIVEN_UP;
        }
        return lost.coveredBy() == null ? DeliveryState.DELIVERED : DeliveryState.COVERED;
    }
}
