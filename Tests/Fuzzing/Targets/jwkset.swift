import ReferenceJOSE

/// JWK Sets, and the selection of a key out of them for tokens of several algorithms.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeySet(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = unsafe Input(data, count)
    let choice = Int(input.octet())
    let text = input.remainder()
    guard let set = try? JWKSet(parsing: text) else { return 0 }
    demand(set.keys.count + set.ignored.count <= text.count, "keys out of nothing")
    for (position, _) in set.ignored { demand(position < set.keys.count + set.ignored.count, "no such position") }
    let policy = TokenPolicy(algorithms: Algorithm.allCases, content: .bytes)
    guard let verifier = try? TokenVerifier(keys: set, policy: policy) else { return 0 }
    let token = tokens[choice % tokens.count]
    let verdict = verifier.verify(token)
    guard let published else { return 0 }
    if case .accepted = verdict {
        // Nothing but the key that signed it verifies a token; its thumbprint is among the published ones.
        let isKnown = set.keys.contains { published.contains($0.thumbprint) }
        demand(isKnown, "a token is accepted by keys that didn't sign it")
    }
    return 0
}

private let published: Set<String>? = (try? SampleKeys.trusted()).map { Set($0.keys.map(\.thumbprint)) }

/// RFC 7515 appendices A.1 to A.3 and RFC 8037 appendix A.4.
private let tokens: [[UInt8]] = [
    """
    eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9p\
    c19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
    """,
    """
    eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.c\
    C4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcA\
    cQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkH\
    WEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw
    """,
    """
    eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.D\
    tEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q
    """,
    """
    eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGj\
    g5BhVsPt9g7sVvpAr_MuM0KAg
    """,
].map { Array($0.utf8) }
