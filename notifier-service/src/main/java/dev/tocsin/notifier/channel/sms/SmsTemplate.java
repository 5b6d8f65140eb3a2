package dev.tocsin.notifier.channel.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tocsin.notifier.channel.BoundedText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form of the requests that a gateway expects.
///
/// @param headers by name; `Content-Type` decides how the body is filled in
/// @param longest the most characters that a text may have
record SmsTemplate(String url, String method, Map<String, String> headers, String body, int longest) {

    private static final Pattern PLACE = Pattern.compile("\\{(to|text|id)}");
    private static final Set<String> METHODS = Set.of("POST", "PUT", "GET");
    private static final String JSON = "application/json";
    private static final int SHORTEST = 70;

    record SmsMessage(String to, String text, String id) {

        private String value(String place) {
            return switch (place) {
                case "to" -> to;
                case "text" -> text;
                default -> id;
            };
        }
    }

    /// @throws IllegalArgumentException naming the key, when such requests are not possible
    SmsTemplate {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("tocsin.sms.method: \"%s\" is not POST, PUT or GET".formatted(method));
        }
        if (longest < SHORTEST) {
            throw new IllegalArgumentException("tocsin.sms.longest: must be at least " + SHORTEST);
        }
        if (!(url + body).contains("{to}") || !(url + body).contains("{text}")) {
            throw new IllegalArgumentException("tocsin.sms.body or tocsin.sms.url must have {to} and {text}");
        }
        headers = Map.copyOf(headers);
    }

    URI urlFor(SmsMessage message) {
        var filled = filled(url, message, text -> URLEncoder.encode(text, UTF_8).replace("+", "%20"));
        try {
            return new URI(filled);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("tocsin.sms.url is not an address", e);
        }
    }

    byte[] bodyFor(SmsMessage message) {
        return method.equals("GET")
                ? new byte[0]
                : filled(body, message, escaping()).getBytes(UTF_8);
    }

    private UnaryOperator<String> escaping() {
        var type = contentType();
        if (type.startsWith(JSON)) {
            return text -> new String(JsonStringEncoder.getInstance().quoteAsString(text));
        }
        return type.startsWith("application/x-www-form-urlencoded")
                ? text -> URLEncoder.encode(text, UTF_8)
                : UnaryOperator.identity();
    }

    private String contentType() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(header -> header.getValue().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(JSON);
    }

    private static String filled(String template, SmsMessage message, UnaryOperator<String> escaping) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(escaping.apply(message.value(place.group(1)))));
    }

    /// Puts a text in one line, in characters of which a message takes 160, not 70.
    ///
    /// @param link is put at the end and never cut; or empty
    /// @param longest the most characters that the result may have
    static String text(String words, String link, int longest) {
        var line = words.replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replaceAll("[“”„]", "\"")
                .replaceAll("[‘’]", "'")
                .replace("…", "...")
                .strip();
        var end = link.isEmpty() ? "" : " " + link;
        var room = Math.max(SHORTEST, longest - end.length());
        return BoundedText.of(line, room - 2).replace("…", "...") + end;
    }
}
