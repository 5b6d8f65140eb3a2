package dev.tocsin.incident.trust.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.trust.figures.FigureRequestReader.Query;
import dev.tocsin.incident.trust.figures.FigureRequestReader.Reading;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FigureRequestReaderTest {

    private static final Instant NOW = Instant.parse("2006-04-11T14:20:30Z");

    @Test
    void withoutTimesTheLastTwoHoursAreWantedByMinute() {
        assertThat(read(null, null, "minute"))
                .isEqualTo(new Reading.Read(new FigureRequest(
                        Cell.of("login@na"), at("12:20"), at("14:21"), FigureStep.MINUTE, null, null)));
    }

    @Test
    void hoursBeginAtFullHours() {
        assertThat(read("2006-04-10T10:30:00Z", "2006-04-11T09:00:00Z", "hour"))
                .isEqualTo(new Reading.Read(new FigureRequest(
                        Cell.of("login@na"),
                        Instant.parse("2006-04-10T10:00:00Z"),
                        at("09:00"),
                        FigureStep.HOUR,
                        null,
                        null)));
    }

    @Test
    void aDayOfMinutesIsNotTooMuchAndTwoDaysAre() {
        assertThat(read("2006-04-10T14:20:30Z", null, "minute")).isInstanceOf(Reading.Read.class);
        assertThat(errors(read("2006-04-09T14:20:30Z", null, "minute")))
                .containsExactly(new FieldError(
                        "from", "must be at most 1500 minutes before `to`; for a longer span use step=hour"));
        assertThat(errors(read("2004-04-09T14:20:30Z", null, "hour")))
                .containsExactly(new FieldError(
                        "from", "must be at most 1500 hours before `to`; make several requests for a longer span"));
    }

    @Test
    void eachWrongFieldIsNamed() {
        var wrong = FigureRequestReader.read(
                new Query("login", "yesterday", "+10000-01-01T00:00:00Z", "Login Page", "%", "day"), NOW);

        assertThat(errors(wrong))
                .extracting(FieldError::field)
                .containsExactly("cell", "step", "to", "from", "check", "vantagePoint");
    }

    @Test
    void theEndIsLaterThanTheBeginning() {
        assertThat(errors(read("2006-04-11T14:00:00Z", "2006-04-11T13:00:00Z", "minute")))
                .containsExactly(new FieldError("to", "must be later than from"));
    }

    private static Reading read(@Nullable String from, @Nullable String to, String step) {
        return FigureRequestReader.read(new Query("login@na", from, to, null, null, step), NOW);
    }

    private static List<FieldError> errors(Reading reading) {
        return reading instanceof Reading.Wrong(var errors) ? errors : List.of();
    }

    private static Instant at(String time) {
        return Instant.parse("2006-04-11T%s:00Z".formatted(time));
    }
}
