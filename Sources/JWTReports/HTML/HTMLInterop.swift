import JWTConformance

/// Who takes whose tokens: a matrix of signers and verifiers, and each token that wasn't taken.
struct HTMLInterop {
    private let document: InteropDocument
    private let matrix: InteropMatrix

    init(_ document: InteropDocument) {
        self.document = document
        matrix = InteropMatrix(document)
    }

    /// What the template names.
    var values: [String: Any] {
        let tokens = document.rows.count { $0.token != nil }
        return [
            "columns": matrix.names.enumerated().map {
                ["number": $0.offset + 1, "name": $0.element] as [String: Any]
            },
            "rows": matrix.names.indices.filter(isSigner).map(row),
            "sentence":
                "\(tokens) tokens, \(document.asked) verifications, of which \(document.misunderstandings) didn't end with "
                + "the payload that was signed. \(document.failures) tokens were asked for and not signed.",
            "warnings": warnings,
            "pairs": matrix.names.indices.flatMap { signer in
                matrix.names.indices.compactMap { pair(signer: signer, verifier: $0) }
            },
            "failures": matrix.failures.map {
                ["name": matrix.names[$0.signer], "algorithm": $0.algorithm, "detail": $0.detail ?? ""]
            },
            "command": command,
        ]
    }

    private var warnings: [String] {
        var warnings = document.complete ? [] : ["The run was interrupted; this is what there was."]
        for (participant, name) in zip(document.participants, matrix.names) where participant.implementation == nil {
            warnings.append("\(name) could not be run: \(participant.detail ?? "no reason given").")
        }
        return warnings
    }

    private func isSigner(_ position: Int) -> Bool {
        document.rows.contains { $0.signer == position && !$0.isSkipped }
    }

    private func row(_ signer: Int) -> [String: Any] {
        [
            "name": matrix.names[signer], "number": signer + 1,
            "cells": matrix.cells[signer].enumerated().map { verifier, cell -> [String: Any] in
                let state: VerdictMatrix.State = cell.asked == 0 ? .unasked : cell.refused.isEmpty ? .clean : .deviant
                let count = cell.refused.isEmpty ? "\(cell.asked)" : "\(cell.accepted)/\(cell.asked)"
                var values: [String: Any] = [
                    "state": state.rawValue, "sign": state.sign + (cell.asked == 0 ? "" : count),
                ]
                if !cell.refused.isEmpty { values["link"] = Self.anchor(signer, verifier) }
                return values
            },
        ]
    }

    private static func anchor(_ signer: Int, _ verifier: Int) -> String { "interop-\(signer + 1)-\(verifier + 1)" }

    /// What one verifier didn't take of one signer; nothing where it took all.
    private func pair(signer: Int, verifier: Int) -> [String: Any]? {
        let refused = matrix.cells[signer][verifier].refused
        guard !refused.isEmpty else { return nil }
        return [
            "anchor": Self.anchor(signer, verifier), "signer": matrix.names[signer], "verifier": matrix.names[verifier],
            "refusals": refused.map { refusal in
                [
                    "algorithm": refusal.algorithm, "outcome": refusal.outcome.rawValue.replacing("-", with: " "),
                    "detail": (refusal.detail ?? "").bounded(to: 200), "token": refusal.token.bounded(to: 1600),
                ]
            },
        ]
    }

    /// The command that asks them again; the reference takes part without being named.
    private var command: String {
        ReproductionCommand.interop(document.participants.map(\.label).filter { $0 != "reference" })
    }
}
