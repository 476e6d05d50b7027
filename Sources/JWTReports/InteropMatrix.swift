package import JWTConformance

/// Who takes whose tokens, counted by signer and verifier.
package struct InteropMatrix {
    /// The outcome of one signer's tokens at one verifier.
    package struct Cell: Hashable, Sendable {
        /// How many of the tokens were accepted with the payload that was signed.
        package let accepted: Int
        /// How many were sent to the verifier.
        package let asked: Int
        /// What wasn't accepted.
        package let refused: [Refusal]
    }

    /// A token that wasn't accepted.
    package struct Refusal: Hashable, Sendable {
        /// The `alg` name.
        package let algorithm: String
        /// What the verifier did instead.
        package let outcome: InteropOutcome
        /// What it said.
        package let detail: String?
        /// The token.
        package let token: String
    }

    /// A signer that returned no token although it was asked for one.
    package struct Failure: Hashable, Sendable {
        /// The position of the signer.
        package let signer: Int
        /// The `alg` name.
        package let algorithm: String
        /// What it said.
        package let detail: String?
    }

    /// The participants' names and versions; where two have the same, the label is added.
    package let names: [String]
    /// A row for each signer, in it a cell for each verifier.
    package let cells: [[Cell]]
    /// Who gave no token.
    package let failures: [Failure]

    /// Counts the outcomes of the tokens.
    package init(_ document: InteropDocument) {
        names = document.participants.distinctNames
        let participants = document.participants.indices
        var answers: [[[(row: InteropDocument.Row, said: InteropDocument.Verification)]]] =
            participants.map { _ in participants.map { _ in [] } }
        for row in document.rows where row.token != nil && participants.contains(row.signer) {
            for (verifier, said) in zip(participants, row.verifications) where said.outcome != .skipped {
                answers[row.signer][verifier].append((row, said))
            }
        }
        cells = answers.map { row in
            row.map { said in
                Cell(
                    accepted: said.count { $0.said.outcome == .accepted },
                    asked: said.count,
                    refused: said.filter { !$0.said.outcome.isExpected }.map { row, said in
                        Refusal(
                            algorithm: row.algorithm,
                            outcome: said.outcome,
                            detail: said.detail,
                            token: row.token ?? ""
                        )
                    }
                )
            }
        }
        failures = document.rows.filter { $0.token == nil && !$0.isSkipped && participants.contains($0.signer) }
            .map { Failure(signer: $0.signer, algorithm: $0.algorithm, detail: $0.detail) }
    }
}
