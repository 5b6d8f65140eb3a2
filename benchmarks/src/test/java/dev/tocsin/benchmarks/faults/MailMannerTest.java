package dev.tocsin.benchmarks.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.faults.NoticeIds.NoticeOrigin;
import dev.tocsin.contract.delivery.NoticeKind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailMannerTest {

    private static final NoticeOrigin OPENING = new NoticeOrigin(2, NoticeKind.OPENING);

    @Test
    void halfOfTheFirstCopiesAreRefusedEachWayAsOftenAsTheOthers() {
        var manners = IntStream.range(0, 12_000)
                .mapToObj(number -> MailManner.ofFirst(NoticeIds.of("f00001000000", OPENING, "faults-" + number)))
                .collect(groupingBy(manner -> manner, counting()));

        assertThat(manners).containsOnlyKeys(MailManner.values());
        assertThat(manners.get(MailManner.TAKES)).isBetween(5_000L, 7_000L);
        assertThat(manners.values()).allMatch(many -> many > 500);
    }
}
