import JWTConformance

/// Who accepts whose tokens: a matrix of signers and verifiers, and each token that a verifier rejected.
struct HTMLInterop {
    private let document: InteropDocument
    private let matrix: InteropMatrix
    /// What tells the section from those of other documents, as part of its anchors.
    private let suffix: String

    /// - Parameters:
    ///   - document: the tokens and who took them.
    ///   - number: the place of the section among those of its kind, from 0.
    init(_ document: InteropDocument, number: Int) {
        self.document = document
        suffix = number == 0 ? "" : ".\(number + 1)"
        matrix = InteropMatrix(document)
    }

    /// What the template names.
    var values: [String: Any] {
        let tokens = document.rows.count { $0.token != nil }
        return [
            "section": "interop\(suffix)",
            "columns": matrix.names.enumerated().map {
                ["number": $0.offset + 1, "name": $0.element] as [String: Any]
            },
            "rows": matrix.names.indices.filter(isSigner).map(row),
            "sentence":
                "\(tokens) tokens, \(document.asked) verifications; \(document.misunderstandings) didn't return "
                + "the signed payload. \(document.failures) requested tokens weren't signed.",
            "warnings": warnings,
            "signers": matrix.names.indices.compactMap(refusals),
            "failures": matrix.failures.map {
                ["name": matrix.names[$0.signer], "algorithm": $0.algorithm, "detail": $0.detail ?? ""]
            },
            "command": command,
        ]
    }

    private var warnings: [String] {
        var warnings = document.complete ? [] : ["The run was interrupted; this is what was done."]
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
            "cells": matrix.cells[signer].map { cell -> [String: Any] in
                let state: VerdictMatrix.State = cell.asked == 0 ? .unasked : cell.refused.isEmpty ? .clean : .deviant
                let count = cell.refused.isEmpty ? "\(cell.asked)" : "\(cell.accepted)/\(cell.asked)"
                var values: [String: Any] = [
                    "state": state.rawValue, "sign": state.sign + (cell.asked == 0 ? "" : count),
                ]
                if !cell.refused.isEmpty { values["link"] = anchor(signer) }
                return values
            },
        ]
    }

    private func anchor(_ signer: Int) -> String { "interop\(suffix)-\(signer + 1)" }

    /// The tokens of one signer that a verifier didn't accept, each once; nothing if every verifier accepted all.
    private func refusals(of signer: Int) -> [String: Any]? {
        var algorithms: [String] = []
        var tokens: [String: String] = [:]
        var verifiers: [String: [[String: Any]]] = [:]
        for (name, cell) in zip(matrix.names, matrix.cells[signer]) {
            for refusal in cell.refused {
                if tokens.updateValue(refusal.token, forKey: refusal.algorithm) == nil {
                    algorithms.append(refusal.algorithm)
                }
                verifiers[refusal.algorithm, default: []].append([
                    "name": name, "outcome": refusal.outcome.rawValue.replacing("-", with: " "),
                    "detail": (refusal.detail ?? "").bounded(to: 120),
                ])
            }
        }
        guard !algorithms.isEmpty else { return nil }
        return [
            "anchor": anchor(signer), "name": matrix.names[signer],
            "tokens": algorithms.map { algorithm -> [String: Any] in
                [
                    "algorithm": algorithm, "token": tokens[algorithm, default: ""].bounded(to: 1600),
                    "verifiers": verifiers[algorithm] ?? [], "count": verifiers[algorithm]?.count ?? 0,
                ]
            },
        ]
    }

    /// The command that asks them again; the reference takes part without being named.
    private var command: String {
        ReproductionCommand.interop(document.participants.map(\.label).filter { $0 != "reference" })
    }
}
