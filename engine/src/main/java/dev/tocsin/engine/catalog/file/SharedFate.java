package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.contract.catalog.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/// Warns of control targets that fail together with the checked targets: when the DNS of a domain fails, a vantage
/// point whose controls are under that domain takes itself for blind, and nobody learns of the outage.
final class SharedFate {

    private final List<ControlEntry> controls = new ArrayList<>();

    private record ControlEntry(String vantagePoint, String target, Value place) {}

    void control(String vantagePoint, String target, Value place) {
        controls.add(new ControlEntry(vantagePoint, target, place));
    }

    void warn(Collection<CheckDefined> checks) {
        if (controls.isEmpty()) {
            return;
        }
        var domains = domains(checks);
        for (var control : controls) {
            Target.host(control.target())
                    .flatMap(SharedFate::domain)
                    .filter(domain -> domains.getOrDefault(control.vantagePoint(), Set.of())
                            .contains(domain))
                    .ifPresent(domain -> control.place()
                            .warn(("\"%s\" shares the domain %s with a check from %s: when the DNS of %s fails, "
                                            + "the control fails too, and no cell is called down; "
                                            + "choose a control in another domain")
                                    .formatted(control.target(), domain, control.vantagePoint(), domain)));
        }
    }

    /// The domains under which each vantage point asks.
    private static Map<String, Set<String>> domains(Collection<CheckDefined> checks) {
        var domains = new HashMap<String, Set<String>>();
        for (var check : checks) {
            var domain = host(check.question()).flatMap(SharedFate::domain);
            for (var vantagePoint : check.from()) {
                var known = domains.computeIfAbsent(vantagePoint, _ -> new HashSet<>());
                domain.ifPresent(known::add);
            }
        }
        return domains;
    }

    private static Optional<String> host(Question question) {
        return switch (question) {
            case Question.Http http -> Target.host(http.url());
            case Question.Tcp tcp -> HostName.ascii(tcp.host());
            case Question.Tls tls -> HostName.ascii(tls.host());
            case Question.Dns dns ->
                Stream.ofNullable(dns.server())
                        .flatMap(server -> Authority.of(server).map(Authority::host).stream())
                        .findFirst()
                        .or(() -> HostName.ascii(dns.name()));
            case Question.Heartbeat _ -> Optional.empty();
        };
    }

    /// The registered part of a name, by the public suffix list. Empty for addresses, and for names of one part, such
    /// as those of containers.
    private static Optional<String> domain(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return HostName.isAddress(name) || !name.contains(".")
                ? Optional.empty()
                : Optional.ofNullable(Suffixes.MATCHER.getDomainRoot(name)).filter(root -> root.contains("."));
    }

    /// Read once, and only when there are controls.
    private static final class Suffixes {

        static final PublicSuffixMatcher MATCHER = PublicSuffixMatcherLoader.getDefault();
    }
}
