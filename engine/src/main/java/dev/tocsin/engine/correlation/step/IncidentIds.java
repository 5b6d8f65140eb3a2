package dev.tocsin.engine.correlation.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// Ids that a replay derives again: 12 of `0-9a-z` from region, first cell and onset.
final class IncidentIds {

    private static final int LENGTH = 12;
    private static final BigInteger IDS = BigInteger.valueOf(36).pow(LENGTH);

    private IncidentIds() {}

    static String derive(String region, Cell first, Instant onset) {
        var facts = "%s/%s/%s".formatted(region, first, Json.format(onset));
        var digits = new BigInteger(1, sha256(facts)).mod(IDS).toString(36);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
