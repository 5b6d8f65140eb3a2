package dev.tocsin.incident.trust.brand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {

    @ParameterizedTest
    @CsvSource({"png,image/png", "jpg,image/jpeg"})
    void aPictureOfPixelsKeepsItsBytesAndSaysItsSize(String format, String type) throws IOException {
        var file = picture(format, 120, 40);

        var logo = Logo.of(file);

        assertThat(logo.type()).isEqualTo(type);
        assertThat(logo.width()).isEqualTo(120);
        assertThat(logo.height()).isEqualTo(40);
        assertThat(logo.bytes()).isEqualTo(file);
        assertThat(logo.embedded()).startsWith("data:" + type + ";base64,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<?xml version='1.0'?>\n<!-- a logo -->\n<svg/>"
            })
    void anSvgIsRefusedBecauseItCanHoldScripts(String svg) {
        assertThatThrownBy(() -> Logo.of(svg.getBytes(UTF_8)))
                .hasMessage("is an SVG, which can hold scripts; export it as a PNG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "<html>", "RIFF....WEBP"})
    void otherFilesAreRefused(String file) {
        assertThatThrownBy(() -> Logo.of(file.getBytes(UTF_8))).hasMessage("is neither a PNG nor a JPEG");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> Logo.of(new byte[20_001]))
                .hasMessage("has 20,001 bytes, and a logo has at most 20,000");
        assertThatThrownBy(() -> Logo.of(picture("png", 2_001, 10)))
                .hasMessage("has 2001 by 10 pixels, and a logo has from 1 to 2,000 each way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void noFileThatEndsTooEarlyOrIsDamagedStopsTheReader(String format) throws IOException {
        var file = picture(format, 120, 40);
        var random = new Random(7);

        for (var length = 0; length < file.length; length++) {
            var damaged = Arrays.copyOf(file, file.length);
            damaged[random.nextInt(file.length)] = (byte) random.nextInt(256);
            for (var bytes : new byte[][] {Arrays.copyOf(file, length), damaged}) {
                try {
                    assertThat(Logo.of(bytes).width()).isBetween(1, 2_000);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageMatching("(is|has|ends) .*");
                }
            }
        }
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
