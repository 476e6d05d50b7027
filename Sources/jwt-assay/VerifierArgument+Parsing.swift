import ArgumentParser
import Fleet
import JWTConformance

extension [VerifierArgument] {
    /// Checks that no verifier is named twice: the results couldn't be distinguished.
    func checkDistinct() throws {
        var seen: Set<String> = []
        for argument in self where !seen.insert(argument.text).inserted {
            throw ValidationError(
                "\(argument.text.bounded(to: 256)) is named twice; --repeat asks everything several times"
            )
        }
    }
}
