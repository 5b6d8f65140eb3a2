package dev.tocsin.notifier.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.notifier.subscription.Secret;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The three headers of <https://www.standardwebhooks.com>: they show a receiver who sent the message, when, and
/// whether it is a repetition.
public final class StandardWebhooks {

    private static final String ALGORITHM = "HmacSHA256";

    private StandardWebhooks() {}

    /// @param id the same at each attempt, without a dot
    /// @param attemptedAt the time of this attempt
    /// @param secrets the live ones, newest first; each of them signs
    public static SequencedMap<String, String> headers(
            String id, Instant attemptedAt, byte[] body, List<Secret> secrets) {
        var timestamp = Long.toString(attemptedAt.getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> "v1," + signature(secret, "%s.%s.".formatted(id, timestamp), body))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private static String signature(Secret secret, String before, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update(before.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
