import JWTConformance
import ReportKit

extension TextStyle {
    /// Red for an accepted or produced forgery and for a program that ended, yellow for any other deviation, green for a pass.
    func verdict(_ verdict: Verdict, _ text: String) -> String {
        if verdict.row.level == .error { return set(text, "1;31") }
        if verdict == .pass { return set(text, "32") }
        return set(text, verdict.isExpected ? "2" : "33")
    }
}
