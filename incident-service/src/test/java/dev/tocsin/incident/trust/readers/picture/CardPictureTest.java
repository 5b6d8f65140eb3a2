package dev.tocsin.incident.trust.readers.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.readers.Card;
import dev.tocsin.incident.trust.readers.Stories;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pictures stay in `target/pictures` for inspection.
class CardPictureTest {

    private static final Path FOLDER = Path.of("target", "pictures");
    private static final String NOTE = "As of 3 Mar 2026, 14:10 UTC";

    @ParameterizedTest
    @EnumSource(Status.class)
    void eachStatusHasItsShapeAndItsColour(Status status) throws IOException {
        var picture = painted(status.style(), new Card("Harbour CRM", status, "Log in is down in North America", NOTE));

        assertThat(picture.getRGB(600, 8) & 0xffffff)
                .isEqualTo(StatusMark.colour(status).getRGB() & 0xffffff);
        assertThat(inked(picture, 80, 184, 110, 110)).as("the shape").isGreaterThan(300);
        assertThat(inked(picture, 232, 176, 880, 150)).as("the sentence").isGreaterThan(2_000);
        assertThat(inked(picture, 1_120, 176, 80, 300)).as("the right margin").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Stories.HOSTILE,
                "Log in and API are down in North America and Europe; Search is degraded in Asia; 2 more are affected "
                        + "in Oregon, Virginia and Frankfurt, and 12 more regions besides",
                "",
                "تسجيل الدخول معطل 登录 вход"
            })
    void eachSentenceStaysWithinItsLines(String sentence) throws IOException {
        var picture = painted("sentence-" + sentence.length(), new Card(sentence, Status.DOWN, sentence, NOTE));

        assertThat(inked(picture, 1_130, 100, 70, 390)).as("the right margin").isZero();
        assertThat(inked(picture, 0, 478, 1_200, 14)).as("above the hairline").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 161})
    void aLongWordIsBroken(int length) throws IOException {
        var picture = painted("word-" + length, new Card("Harbour", Status.UP, "w".repeat(length), NOTE));

        assertThat(inked(picture, 1_130, 100, 70, 390)).as("the right margin").isZero();
        assertThat(inked(picture, 0, 478, 1_200, 14)).as("above the hairline").isZero();
    }

    private static BufferedImage painted(String name, Card card) throws IOException {
        var png = CardPicture.png(card);
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name + ".png"), png);
        assertThat(png).hasSizeBetween(1_000, 100_000);
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(1200);
        assertThat(picture.getHeight()).isEqualTo(630);
        return picture;
    }

    /// How many points of a field are not white.
    private static long inked(BufferedImage picture, int x, int y, int width, int height) {
        var points = picture.getRGB(x, y, width, height, null, 0, width);
        return Arrays.stream(points)
                .filter(point -> (point & 0xffffff) != 0xffffff)
                .count();
    }
}
