package dev.tocsin.benchmarks.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The results of one round of load on a server, as `wrk --latency` reports them.
///
/// @param perSecond answers per second
/// @param bytesPerSecond bytes of answers per second, including headers
/// @param p50 in milliseconds, like `p99`
/// @param failed requests without an answer, or with an answer not of status 2xx or 3xx
public record Served(double perSecond, double bytesPerSecond, double p50, double p99, long failed) {

    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern BYTES = Pattern.compile("Transfer/sec:\\s+([\\d.]+)([KMGT]?)B");
    private static final Pattern QUANTILE = Pattern.compile("(50|99)%\\s+([\\d.]+)(us|ms|s|m|h)\\b");
    private static final Pattern OTHER_STATUS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    private static final Map<String, Double> MILLIS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3, "m", 60e3, "h", 3_600e3);
    /// The unit prefixes; the position of each is its power of 1024.
    private static final List<String> POWERS = List.of("", "K", "M", "G", "T");

    /// @throws IllegalArgumentException when the text is not output of wrk
    public static Served of(String output) {
        var transfer = found(BYTES, output);
        return new Served(
                Double.parseDouble(found(PER_SECOND, output).group(1)),
                Double.parseDouble(transfer.group(1)) * Math.pow(1024, POWERS.indexOf(transfer.group(2))),
                quantile("50", output),
                quantile("99", output),
                failed(output));
    }

    private static double quantile(String percent, String output) {
        return QUANTILE.matcher(output)
                .results()
                .filter(found -> found.group(1).equals(percent))
                .mapToDouble(found -> Double.parseDouble(found.group(2)) * MILLIS.getOrDefault(found.group(3), 1.0))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no %s%% in: %s".formatted(percent, output)));
    }

    private static long failed(String output) {
        var failed = 0L;
        var status = OTHER_STATUS.matcher(output);
        if (status.find()) {
            failed += Long.parseLong(status.group(1));
        }
        var errors = ERRORS.matcher(output);
        if (errors.find()) {
            for (var kind = 1; kind <= errors.groupCount(); kind++) {
                failed += Long.parseLong(errors.group(kind));
            }
        }
        return failed;
    }

    private static Matcher found(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not the output of wrk: " + output);
        }
        return matcher;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,.0f a second, %,.1f MB/s, p50 %.1f ms, p99 %.1f ms%s",
                perSecond,
                bytesPerSecond / 1e6,
                p50,
                p99,
                failed == 0 ? "" : ", %d failed".formatted(failed));
    }
}
