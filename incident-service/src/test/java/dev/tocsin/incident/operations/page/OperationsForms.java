package dev.tocsin.incident.operations.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.access.http.Operator;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Pattern;

/// The operators' page of an incident and its forms, in one browser.
record OperationsForms(CookieFilter browser) {

    String page(String id) {
        var answer = given().filter(browser).accept("text/html").get("/ops/incident?id=" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString();
    }

    Response submit(String id, String action, Map<String, String> entries) {
        return submit(id, action, entries, Operator.formToken(page(id)));
    }

    Response submit(String id, String action, Map<String, String> entries, String token) {
        return given().filter(browser)
                .accept("text/html")
                .contentType(ContentType.URLENC)
                .redirects()
                .follow(false)
                .formParams(entries)
                .formParam("id", id)
                .formParam("csrf-token", token)
                .post("/ops/incident/" + action);
    }

    /// The value of a hidden field, such as the incident's number that the page was made from.
    static String hidden(String name, String page) {
        var field =
                Pattern.compile("name=\"%s\" value=\"(\\d+)\"".formatted(name)).matcher(page);
        assertThat(field.find()).as("%s in %s", name, page).isTrue();
        return field.group(1);
    }
}
