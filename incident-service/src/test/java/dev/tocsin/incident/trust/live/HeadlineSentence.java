package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.VisibleState.COMPONENTS;
import static dev.tocsin.incident.trust.live.VisibleState.REGIONS;

import dev.tocsin.contract.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A headline's sentence, taken apart word by word.
record HeadlineSentence(List<Claim> claims, List<More> more, Set<Said> said) {

    private static final String COMPONENT_LIST = list(COMPONENTS);
    private static final String REGION_LIST = list(REGIONS);
    private static final Pattern CLAIM = Pattern.compile(
            "(?:(?<down>%s) (?:is|are) down)?(?: and )?(?:(?<degraded>%1$s) (?:is|are) degraded)? in (?<regions>%s)(?<maintenance>, for maintenance)?"
                    .formatted(COMPONENT_LIST, REGION_LIST));
    private static final Pattern MORE =
            Pattern.compile("(?<count>\\d+) more (?:is|are) affected in (?<regions>%s)".formatted(REGION_LIST));
    private static final Pattern MORE_NAMES = Pattern.compile(" and (\\d+) more$");

    enum Said {
        ALL_UP,
        WORKING_AGAIN,
        UP_AS_FAR_AS_CHECKED,
        OTHERS_UP,
        MONITORING,
        IN_PROGRESS,
        NO_DATA,
        UNCONFIRMED,
        UNWATCHED
    }

    /// Names, and how many more there are that are not said.
    record Named(List<String> names, int more) {

        static Named of(@Nullable String list, List<String> known) {
            if (list == null) {
                return new Named(List.of(), 0);
            }
            var more = MORE_NAMES.matcher(list);
            var count = more.find() ? Integer.parseInt(more.group(1)) : 0;
            var names = Arrays.stream(MORE_NAMES.matcher(list).replaceAll("").split(", | and ", -1))
                    .toList();
            if (!known.containsAll(names)) {
                throw new IllegalStateException("no names: " + list);
            }
            return new Named(names, count);
        }

        int count() {
            return names.size() + more;
        }
    }

    record Claim(Verdict verdict, Named components, Named regions, boolean forMaintenance) {

        int pairs() {
            return components.count() * regions.count();
        }
    }

    record More(int components, Named regions) {}

    /// @param region the id of the chosen one, or null
    static HeadlineSentence of(Headline headline, @Nullable String region) {
        var sentence = new HeadlineSentence(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        for (var part : headline.text().split("; ", -1)) {
            sentence.read(part, region);
        }
        return sentence;
    }

    boolean says(Said what) {
        return said.contains(what);
    }

    private void read(String part, @Nullable String region) {
        var claim = CLAIM.matcher(part);
        var rest = MORE.matcher(part);
        if (claim.matches()) {
            var regions = Named.of(claim.group("regions"), REGIONS);
            var maintenance = claim.group("maintenance") != null;
            add(Verdict.DOWN, claim.group("down"), regions, maintenance);
            add(Verdict.DEGRADED, claim.group("degraded"), regions, maintenance);
        } else if (rest.matches()) {
            more.add(new More(Integer.parseInt(rest.group("count")), Named.of(rest.group("regions"), REGIONS)));
        } else {
            said.add(said(part, region));
        }
    }

    private void add(Verdict verdict, @Nullable String components, Named regions, boolean maintenance) {
        if (components != null) {
            claims.add(new Claim(verdict, Named.of(components, COMPONENTS), regions, maintenance));
        }
    }

    private static Said said(String part, @Nullable String region) {
        var in = region == null ? "" : " in " + VisibleState.name(region);
        return switch (part) {
            case String text when text.equals("All systems are up" + in) -> Said.ALL_UP;
            case String text when text.equals("Everything is working again" + in) -> Said.WORKING_AGAIN;
            case String text when text.equals("Everything we can check" + in + " is up") -> Said.UP_AS_FAR_AS_CHECKED;
            case String text when text.equals("all other systems are up" + in) -> Said.OTHERS_UP;
            case String text when text.equals("We cannot confirm the current status" + in + " yet") -> Said.UNCONFIRMED;
            case String text
            when text.equals("Nothing is monitored" + in + " yet") || text.equals("Nothing is monitored yet") ->
                Said.UNWATCHED;
            case String text when text.startsWith("we have no data for ") -> Said.NO_DATA;
            case "we are monitoring it" -> Said.MONITORING;
            case "maintenance is in progress" -> Said.IN_PROGRESS;
            default -> throw new IllegalStateException("not understood: " + part);
        };
    }

    private static String list(List<String> names) {
        var name = "(?:%s)".formatted(names.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        return "%s(?:, %s)*(?: and (?:%s|\\d+ more))?".formatted(name, name, name);
    }
}
