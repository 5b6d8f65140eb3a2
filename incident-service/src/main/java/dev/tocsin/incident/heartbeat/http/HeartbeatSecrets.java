package dev.tocsin.incident.heartbeat.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.Question;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The secret in the URL of each heartbeat check. It is derived from one key, so nothing has to be stored, and no
/// topic and no table holds it. It is never printed.
///
/// The first part of a secret finds the check, the rest is compared in constant time.
final class HeartbeatSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ITERATIONS = 200_000;
    private static final int KEY_BITS = 256;
    private static final int BYTES = 24;
    private static final int HANDLE = 12;
    private static final int LENGTH = 32;
    private static final byte[] NOBODY = "-".repeat(LENGTH).getBytes(US_ASCII);

    private final SecretKeySpec key;

    /// @param passphrase may be chosen by a person, and anybody who has a URL could try guesses; so each try costs
    ///     time
    HeartbeatSecrets(String passphrase) {
        try {
            var stretched = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(
                            passphrase.toCharArray(), "tocsin heartbeats".getBytes(UTF_8), ITERATIONS, KEY_BITS));
            this.key = new SecretKeySpec(stretched.getEncoded(), ALGORITHM);
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }

    String of(CheckDefined check, Question.Heartbeat heartbeat) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var code = mac.doFinal("tocsin heartbeat %s %d"
                    .formatted(check.key(), heartbeat.rotation())
                    .getBytes(UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(code, BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// The part of a secret that finds its check.
    static String handle(String secret) {
        return secret.length() == LENGTH ? secret.substring(0, HANDLE) : "";
    }

    /// @param secretOf gives a candidate's secret
    static <T> Optional<T> verified(@Nullable T candidate, Function<T, String> secretOf, String shown) {
        var right = candidate == null ? NOBODY : secretOf.apply(candidate).getBytes(US_ASCII);
        var same = MessageDigest.isEqual(right, shown.getBytes(UTF_8));
        return candidate != null && same ? Optional.of(candidate) : Optional.empty();
    }
}
