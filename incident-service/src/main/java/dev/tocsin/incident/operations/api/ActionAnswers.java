package dev.tocsin.incident.operations.api;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;

/// Results of operator actions as answers of the API.
final class ActionAnswers {

    private ActionAnswers() {}

    /// The incident after the action.
    ///
    /// @throws ClientErrorException with a problem when the action was not taken
    static IncidentSnapshot done(ActionResult result) {
        return switch (result) {
            case ActionResult.Done(var incident, var _) -> incident;
            case ActionResult.Wrong(var errors) ->
                throw new BadRequestException(Problems.response(Problem.ofFields(errors)));
            case ActionResult.Impossible(var why) -> throw conflict(why);
            case ActionResult.Outdated(var changes) -> throw conflict(String.join(" ", changes));
            case ActionResult.Unknown(var why) ->
                throw new NotFoundException(Problems.response(Problem.of(404, "Not Found", why)));
        };
    }

    private static ClientErrorException conflict(String why) {
        return new ClientErrorException(Problems.response(Problem.of(409, "Conflict", why)));
    }
}
