package dev.tocsin.support.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.ext.mail.CanonicalizationAlgorithm;
import io.vertx.ext.mail.DKIMSignOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The mail client's signing options, from the settings. Wrong settings keep the service from starting.
final class DkimSigning {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    /// Signers must not use less (RFC 8301, section 3.2).
    private static final int LEAST_BITS = 1024;

    /// Headers that a reader sees or a program acts on. The absence of one of them is signed as well, so nobody can
    /// add it.
    private static final List<String> SIGNED = List.of(
            "From",
            "To",
            "Cc",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Auto-Submitted",
            "List-Id",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");

    private DkimSigning() {}

    /// @param from the sender's address, as in `quarkus.mailer.from`
    /// @return empty where mails are not to be signed
    /// @throws IllegalArgumentException with the key of the wrong setting
    static Optional<DKIMSignOptions> of(MailSettings.Dkim settings, String from) {
        if (settings.keyFile().isEmpty()) {
            demandAbsent("selector", settings.selector());
            demandAbsent("domain", settings.domain());
            return Optional.empty();
        }
        var selector = settings.selector()
                .orElseThrow(() -> wrong("selector", "must be set where key-file is, such as `tocsin`"));
        return Optional.of(new DKIMSignOptions()
                .setPrivateKey(key(settings.keyFile().get()))
                .setSelector(name("selector", selector))
                .setSdid(name("domain", settings.domain().orElseGet(() -> domain(from))))
                .setSignedHeaders(SIGNED)
                .setHeaderCanonAlgo(CanonicalizationAlgorithm.RELAXED)
                .setBodyCanonAlgo(CanonicalizationAlgorithm.RELAXED)
                .setSignatureTimestamp(true));
    }

    private static void demandAbsent(String key, Optional<String> value) {
        if (value.isPresent()) {
            throw wrong(key, "is set, but tocsin.mail.dkim.key-file is not");
        }
    }

    /// @return base64 of the key's PKCS #8 form, the only one that the mail client reads
    private static String key(Path file) {
        var bytes = bytes(file);
        var bits = rsa(bytes).orElseThrow(() -> wrongKey(file)).getModulus().bitLength();
        if (bits < LEAST_BITS) {
            throw wrong(
                    "key-file",
                    "names %s, whose key has %d bits; verifiers require at least %d".formatted(file, bits, LEAST_BITS));
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(Path file) {
        try {
            var pem = PEM.matcher(Files.readString(file, US_ASCII));
            return pem.find() ? Base64.getDecoder().decode(pem.group(1).replaceAll("\\s", "")) : new byte[0];
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "tocsin.mail.dkim.key-file names %s, which cannot be read".formatted(file), e);
        } catch (IllegalArgumentException _) { // not base64
            return new byte[0];
        }
    }

    private static Optional<RSAPrivateKey> rsa(byte[] bytes) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes))
                            instanceof RSAPrivateKey key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException wrongKey(Path file) {
        return wrong(
                "key-file",
                ("names %s, which is not an RSA key in PEM that begins with -----BEGIN PRIVATE KEY-----; "
                                + "`openssl pkcs8 -topk8 -nocrypt` converts other keys")
                        .formatted(file));
    }

    private static String name(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw wrong(key, "is `%s`, which is not a DNS name".formatted(name));
        }
        return name;
    }

    private static String domain(String from) {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    private static IllegalArgumentException wrong(String key, String problem) {
        return new IllegalArgumentException("tocsin.mail.dkim.%s %s".formatted(key, problem));
    }
}
