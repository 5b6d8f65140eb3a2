package dev.tocsin.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A new key with which mails are signed, in a file as `openssl` writes it.
///
/// @param publicKey as it stands in the DNS
record SigningKeyFile(Path path, String publicKey) {

    private static final int BITS = 2048;
    private static final int LINE = 64;

    static SigningKeyFile make() {
        try {
            var keys = keys();
            var file = Files.createTempFile("dkim", ".pem");
            file.toFile().deleteOnExit();
            var pem = Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                    .encodeToString(keys.getPrivate().getEncoded());
            Files.writeString(
                    file, "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(pem), US_ASCII);
            return new SigningKeyFile(
                    file, Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
