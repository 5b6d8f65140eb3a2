package dev.tocsin.engine.correlation.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// Ids that are derived again: 12 of `0-9a-z`, from region, first cell and onset, or from a request.
public final class IncidentIds {

    private static final int LENGTH = 12;
    private static final BigInteger IDS = BigInteger.valueOf(36).pow(LENGTH);

    private IncidentIds() {}

    static String derive(String region, Cell first, Instant onset) {
        return id("%s/%s/%s".formatted(region, first, Json.format(onset)));
    }

    private static String id(String facts) {
        var digits = new BigInteger(1, sha256(facts)).mod(IDS).toString(36);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /// The id of an incident that a person opens: the same request of the same person gives the same.
    ///
    /// @param key distinguishes requests of this person
    public static String ofRequest(String by, String key) {
        return id("request/%s/%s".formatted(by, key));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
