package dev.tocsin.support.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DkimSigningTest {

    private static final String FROM = "Tocsin <status@harbour.example>";

    @TempDir
    Path folder = Path.of("");

    private record Settings(Optional<Path> keyFile, Optional<String> selector, Optional<String> domain)
            implements MailSettings.Dkim {}

    private static Settings settings(Path key, String selector) {
        return new Settings(Optional.of(key), Optional.of(selector), Optional.empty());
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        assertThat(DkimSigning.of(new Settings(Optional.empty(), Optional.empty(), Optional.empty()), FROM))
                .isEmpty();
    }

    @Test
    void theDomainThatSendsSignsUnlessAnotherIsSet() throws Exception {
        var key = keyFile("RSA", 2048, "PRIVATE KEY");

        assertThat(DkimSigning.of(settings(key, "tocsin"), FROM)).hasValueSatisfying(signing -> {
            assertThat(signing.getSdid()).isEqualTo("harbour.example");
            assertThat(signing.getSelector()).isEqualTo("tocsin");
        });
        assertThat(DkimSigning.of(
                        new Settings(Optional.of(key), Optional.of("tocsin"), Optional.of("example.com")), FROM))
                .hasValueSatisfying(signing -> assertThat(signing.getSdid()).isEqualTo("example.com"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RSA | 512  | PRIVATE KEY     | whose key has 512 bits; verifiers require at least 1024
            RSA | 1024 | RSA PRIVATE KEY | which is not an RSA key in PEM that begins with -----BEGIN PRIVATE KEY-----
            EC  | 256  | PRIVATE KEY     | which is not an RSA key in PEM that begins with -----BEGIN PRIVATE KEY-----
            """)
    void aKeyThatCannotSignIsRefusedWithTheReason(String algorithm, int bits, String label, String problem)
            throws Exception {
        var key = keyFile(algorithm, bits, label);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DkimSigning.of(settings(key, "tocsin"), FROM))
                .withMessageStartingWith("tocsin.mail.dkim.key-file names " + key)
                .withMessageContaining(problem);
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        var key = keyFile("RSA", 2048, "PRIVATE KEY");
        var nothing = folder.resolve("nothing.pem");

        assertProblem(settings(nothing, "tocsin"), "key-file names %s, which cannot be read".formatted(nothing));
        assertProblem(
                new Settings(Optional.of(key), Optional.empty(), Optional.empty()),
                "selector must be set where key-file is, such as `tocsin`");
        assertProblem(settings(key, "a b"), "selector is `a b`, which is not a DNS name");
        assertProblem(
                new Settings(Optional.empty(), Optional.of("tocsin"), Optional.empty()),
                "selector is set, but tocsin.mail.dkim.key-file is not");
    }

    private static void assertProblem(Settings settings, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DkimSigning.of(settings, FROM))
                .withMessage("tocsin.mail.dkim." + problem);
    }

    private Path keyFile(String algorithm, int bits, String label) throws NoSuchAlgorithmException, IOException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        var key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, key));
    }
}
