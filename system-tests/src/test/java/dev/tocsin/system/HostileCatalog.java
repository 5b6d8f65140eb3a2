package dev.tocsin.system;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A product whose names try to break pages, and which nobody asks how it is.
final class HostileCatalog {

    /// The least that a catalog may hold.
    static final String EMPTY = """
            page: { name: New, url: "https://trust.new.example" }
            regions:
              eu: { name: Europe, at: [50.1, 8.7], customers: 12000 }
            """;

    private static final String MARKUP = "</td><script>alert(1)</script>&amp;&quot; onload=alert(1)";
    private static final String UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte";
    private static final String OTHER_SCRIPTS = "تسجيل الدخول 運輸システム 🚢 Ünïcödé";

    private HostileCatalog() {}

    static String of(int regions, int components) {
        return """
                page: { name: '%s', url: "https://trust.hostile.example" }
                regions:
                %scomponents:
                %s""".formatted(
                        MARKUP,
                        blocks(regions, "  region-%d: { name: '%s', at: [%d, %d], customers: %d }\n"),
                        blocks(components, "  part-%d: { name: '%s', group: 'Group %d of %d', about: 'It %d' }\n"));
    }

    private static String blocks(int number, String form) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(at -> form.formatted(at, name(at), at * 5 % 80, at * 13 % 170, at * 1_000))
                .collect(Collectors.joining());
    }

    private static String name(int at) {
        return switch (at % 4) {
            case 0 -> MARKUP + at;
            case 1 -> UNBROKEN + at;
            case 2 -> OTHER_SCRIPTS + at;
            default -> "Plain " + at;
        };
    }
}
