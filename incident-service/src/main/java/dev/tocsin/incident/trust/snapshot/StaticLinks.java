package dev.tocsin.incident.trust.snapshot;

import java.util.Set;
import java.util.regex.Pattern;

/// Makes a page's links lead to the files beside it, wherever these are served from, and removes all other links.
///
/// @param base the prefix of links in pages that the service serves, such as `/status`
/// @param files paths of the snapshot
/// @param here the page's own path
public record StaticLinks(String base, Set<String> files, String here) {

    private static final Pattern LINK = Pattern.compile(" href=\"(/[^\"]*)\"");
    private static final String INDEX = "index.html";

    public String in(String html) {
        return LINK.matcher(html).replaceAll(link -> attribute(link.group(1)));
    }

    private String attribute(String link) {
        var path = link.startsWith(base + "/") ? link.substring(base.length()) : link;
        var target = path.substring(1).replaceFirst("[?#].*", "");
        if (target.isEmpty()) {
            return " href=\"" + up() + "\"";
        }
        if (files.contains(target)) {
            return " href=\"" + up() + target + "\"";
        }
        // a bar without a link is a picture with words
        return files.contains(target + "/" + INDEX)
                ? " href=\"" + up() + target + "/\""
                : path.startsWith("/cells/") ? " role=\"img\"" : "";
    }

    private String up() {
        var depth = here.chars().filter(letter -> letter == '/').count();
        return depth == 0 ? "./" : "../".repeat((int) depth);
    }
}
