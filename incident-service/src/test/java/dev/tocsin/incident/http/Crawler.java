package dev.tocsin.incident.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Opens whatever pages lead to, and expects each address to be below [#BASE], and to be there.
///
/// @param service its address, past any proxy
/// @param incident the one whose page operators open
record Crawler(ProxiedBrowser browser, URI service, String incident) {

    static final String BASE = "/harbour/status";
    static final String CATALOGS_SITE = "https://trust.harbour.example";
    static final String DESK = BASE + "/ops/incident?id=";

    /// Enough for every kind of page.
    private static final int MOST_PAGES = 300;

    /// Of pages that differ in ids, dates, cells and values of the query only.
    private static final int MOST_OF_A_KIND = 3;

    private static final Pattern LINK =
            Pattern.compile("\\s(href|src|action|data-stream|data-news)=\"([^\"]*)\"|url\\(['\"]?([^'\")]+)");

    /// @param attribute in which the address stands
    record Link(String attribute, String address) {}

    /// @return all addresses that were found
    Set<String> crawl(ReverseProxy proxy, String... from) throws IOException, InterruptedException {
        var found = new HashSet<>(Arrays.asList(from));
        var ofAKind = new HashMap<String, Integer>();
        var left = new ArrayDeque<Link>();
        found.forEach(address -> left.add(new Link("href", address)));
        for (var number = 0; !left.isEmpty() && number < MOST_PAGES; number++) {
            var page = left.remove();
            var answer = browser.open(proxy, page.address());
            assertThat(answer.status()).as("the status of %s", page).isIn(rightStatus(page));
            if (answer.type().startsWith("text/html") || answer.type().startsWith("text/css")) {
                links(answer.body())
                        .filter(link -> !link.address().matches("(#|data:).*"))
                        .filter(link -> !isOfAnotherSite(link.address()))
                        .map(link -> resolved(link, page))
                        .forEach(link -> {
                            assertThat(link.address()).as("on %s", page).startsWith(BASE + "/");
                            if (isToBeOpened(link.address())
                                    && found.add(link.address())
                                    && ofAKind.merge(kind(link.address()), 1, Integer::sum) <= MOST_OF_A_KIND) {
                                left.add(link);
                            }
                        });
            }
        }
        assertThat(left).as("pages that were not opened").isEmpty();
        return found;
    }

    /// A style sheet names files beside it.
    private static Link resolved(Link link, Link page) {
        return link.attribute().equals("url")
                ? new Link(
                        "url",
                        URI.create(page.address()).resolve(link.address()).toString())
                : link;
    }

    /// To which a form is sent need not be a page.
    private static Set<Integer> rightStatus(Link link) {
        if (link.address().endsWith("/nowhere")) {
            return Set.of(404);
        }
        return link.attribute().equals("action") ? Set.of(200, 405) : Set.of(200);
    }

    private static String kind(String address) {
        return address.replaceAll("=[^&#]*", "=")
                .replaceAll("(incidents|maintenance)/[^/?]+", "$1/ID")
                .replaceAll("[a-z0-9-]+(@|%40)[a-z0-9-]+", "CELL")
                .replaceAll("[0-9]+(-[0-9]+)*", "0");
    }

    /// Such links stand in what operators wrote. The site that the catalog names is no other one: no page may lead
    /// there.
    private boolean isOfAnotherSite(String link) {
        return link.matches("https?://.*")
                && !link.startsWith(service.toString())
                && !link.startsWith("http://127.0.0.1")
                && !link.startsWith("https://example.com")
                && !link.startsWith(CATALOGS_SITE);
    }

    /// All but the pages of incidents that other tests left, since those incidents may be gone by now, and the address
    /// to which the sign-in form is sent, since that takes nothing but the form.
    private boolean isToBeOpened(String link) {
        return (!link.startsWith(DESK) || link.equals(DESK + incident))
                && !link.startsWith(BASE + "/incidents/byha")
                && !link.startsWith(BASE + "/ops/sign-in/");
    }

    static Stream<Link> links(String page) {
        return LINK.matcher(page)
                .results()
                .map(found -> found.group(3) == null
                        ? new Link(found.group(1), found.group(2).replace("&amp;", "&"))
                        : new Link("url", found.group(3)));
    }
}
