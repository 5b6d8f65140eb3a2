package dev.tocsin.incident.notices.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SilenceEntriesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void entriesBecomeWhatTheApiTakes() {
        var read = entries("na, eu", "2026-12-01T10:00", "FREQ=DAILY", "90").read(BERLIN);

        assertThat(read.errors()).isEmpty();
        assertThat(read.request().regions()).containsExactly("na", "eu");
        assertThat(read.request().components()).isEmpty();
        assertThat(read.request().startsAt()).isNull();
        assertThat(read.request().endsAt()).isEqualTo(Instant.parse("2026-12-01T09:00:00Z"));
        assertThat(read.request().lastsMillis()).isEqualTo(5_400_000);
        assertThat(read.request().zone()).isNull();
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThat(entries("", "soon", "FREQ=DAILY", "").read(BERLIN).errors())
                .extracting(FieldError::field)
                .containsExactly("regions", "endsAt", "lastsMillis");
        assertThat(entries("na", "", "", "99999").read(BERLIN).errors())
                .extracting(FieldError::field)
                .containsExactly("lastsMillis");
    }

    private static SilenceEntries entries(String regions, String endsAt, String repeats, String minutes) {
        return new SilenceEntries(regions, "", "", "", "a test", "", endsAt, repeats, minutes, "");
    }
}
