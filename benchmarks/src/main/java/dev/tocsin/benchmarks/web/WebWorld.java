package dev.tocsin.benchmarks.web;

import dev.tocsin.benchmarks.storm.StormWorld;
import dev.tocsin.contract.Cell;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A product that is watched in four regions, with all of its components in each and all of them public.
///
/// @param components by id, in the order of the page
public record WebWorld(StormWorld watched, List<String> components) {

    /// Ids and names of regions.
    public static final Map<String, String> REGIONS = new TreeMap<>(
            Map.of("na", "North America", "eu", "Europe", "apac", "Asia Pacific", "latam", "Latin America"));

    private static final int GROUPS = 12;
    private static final int TEAM = 10;

    private static final List<String> AREAS = List.of(
            "Billing",
            "Calendar",
            "Campaign",
            "Case",
            "Chat",
            "Contact",
            "Contract",
            "Customer",
            "Deal",
            "Document",
            "Email",
            "Event",
            "Forecast",
            "Identity",
            "Inbox",
            "Invoice",
            "Knowledge",
            "Lead",
            "Mobile",
            "Order",
            "Partner",
            "Payment",
            "Pipeline",
            "Product",
            "Quote",
            "Report",
            "Sales",
            "Search",
            "Survey",
            "Task",
            "Ticket",
            "Workflow");

    private static final List<String> ROLES = List.of(
            "API",
            "archive",
            "assignment",
            "audit",
            "backup",
            "board",
            "cache",
            "dashboard",
            "editor",
            "export",
            "feed",
            "files",
            "filters",
            "forms",
            "history",
            "import",
            "index",
            "jobs",
            "lists",
            "mailer",
            "metrics",
            "notifications",
            "permissions",
            "preview",
            "queue",
            "rules",
            "scheduler",
            "settings",
            "sharing",
            "storage",
            "sync",
            "templates",
            "translation",
            "upload",
            "views",
            "webhooks",
            "widgets",
            "wizard",
            "worker",
            "archive 2");

    /// @param cells rounded up to whole components
    public static WebWorld of(int cells) {
        var components = IntStream.range(0, Math.ceilDiv(cells, REGIONS.size()))
                .mapToObj(number -> "part-" + number)
                .toList();
        var yaml = new StringBuilder("""
                page: { name: Harbour CRM, url: "https://trust.harbour.example" }
                settings:
                  checks: { every: 30s, timeout: 5s, from: [us-east, eu-west, ap-south] }
                regions:
                  na: { name: North America, at: [39.8, -98.6], customers: 20000 }
                  eu: { name: Europe, at: [50.1, 8.7], customers: 12000 }
                  apac: { name: Asia Pacific, at: [1.3, 103.8], customers: 8000 }
                  latam: { name: Latin America, at: [-23.5, -46.6], customers: 5000 }
                vantage-points:
                  us-east: { name: Virginia, at: [39.0, -77.5] }
                  eu-west: { name: Ireland, at: [53.3, -6.2] }
                  ap-south: { name: Mumbai, at: [19.1, 72.9] }
                components:
                """);
        for (var number = 0; number < components.size(); number++) {
            yaml.append("  %s: { name: %s, group: Team %d%s }\n"
                    .formatted(
                            components.get(number),
                            name(number),
                            number * GROUPS / components.size() + 1,
                            number % TEAM == 0 ? "" : ", needs: [part-%d]".formatted(number - number % TEAM)));
        }
        yaml.append("checks:\n");
        components.forEach(component -> yaml.append("  %s-port: { of: %s, tcp: { host: %s.example, port: 443 } }\n"
                .formatted(component, component, component)));
        return new WebWorld(StormWorld.read(yaml.toString()), components);
    }

    /// The cells in the order of the page.
    public List<Cell> cells() {
        return components.stream()
                .flatMap(component -> REGIONS.keySet().stream().map(region -> new Cell(component, region)))
                .toList();
    }

    /// The name of a component. Names of neighbours have little in common, as those of real components.
    private static String name(int number) {
        var role = number % ROLES.size();
        var area = (number / ROLES.size() + number) % AREAS.size();
        var again = number / (ROLES.size() * AREAS.size());
        return AREAS.get(area) + " " + ROLES.get(role) + (again == 0 ? "" : " " + (again + 1));
    }
}
