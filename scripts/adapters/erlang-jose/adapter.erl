%% erlang-jose behind adapter protocol 1.
-module(adapter).
-behaviour(protocol).
-export([main/0, description/0, verifier/1, sign/1, is_refusal/2]).

main() ->
    {ok, _} = application:ensure_all_started(jose),
    protocol:serve(?MODULE).

description() ->
    {ok, Version} = application:get_key(jose, vsn),
    #{
        implementation => #{
            name => <<"erlang-jose">>,
            version => list_to_binary(Version),
            homepage => <<"https://github.com/potatosalad/erlang-jose">>
        },
        capabilities => #{
            operations => [verify, sign, bench],
            algorithms => [
                'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512',
                'ES256', 'ES384', 'ES512', 'ES256K', 'EdDSA', 'Ed25519', 'Ed448'
            ],
            serializations => [compact, flattened, general, unencoded],
            keys => [jwk, text, octets],
            contents => [claims, bytes],
            policy => [<<"algorithms">>, <<"unpinned">>],
            clock => system
        }
    }.

verifier(#{<<"detachedPayload">> := _}) ->
    throw({unsupported, <<"serialization:detached">>});
verifier(Request) ->
    Key = key(Request),
    Module = case Request of #{<<"content">> := <<"claims">>} -> jose_jwt; _ -> jose_jws end,
    case protocol:algorithms(Request) of
        default -> fun(Token) -> payload(Module:verify(Key, signed(Token))) end;
        Names -> fun(Token) -> payload(Module:verify_strict(Key, Names, signed(Token))) end
    end.

sign(#{<<"header">> := Header, <<"payload">> := Payload} = Request) ->
    {_, Token} = jose_jws:compact(jose_jws:sign(key(Request), protocol:octets(Payload), Header)),
    Token.

%% jose takes the compact serialization as a binary, and the JSON serialization as a map.
signed(Token) ->
    case re:run(Token, "^[ \\t\\r\\n]*{") of
        nomatch -> Token;
        _ -> jose:decode(Token)
    end.

payload({true, Payload, _}) when is_binary(Payload) -> Payload;
payload({true, Claims, _}) -> iolist_to_binary(element(2, jose_jwt:to_binary(Claims)));
payload([_ | _] = Signatures) -> payload(first(Signatures)); % of a JSON serialization with several
payload(Refusal) -> throw({refused, Refusal}).

first(Signatures) -> hd([Valid || {true, _, _} = Valid <- Signatures] ++ Signatures).

%% Each form of a key has a function of its own in jose.
key(#{<<"key">> := Key}) -> usable(jose_jwk:from(Key));
key(#{<<"keyText">> := <<"{", _/binary>> = Text}) -> usable(jose_jwk:from_binary(Text));
key(#{<<"keyText">> := <<"ssh-", _/binary>> = Text}) -> usable(jose_jwk:from_openssh_key(Text));
key(#{<<"keyText">> := Text}) -> usable(jose_jwk:from_pem(Text));
key(#{<<"keyOctets">> := Octets}) -> usable(jose_jwk:from_der(protocol:octets(Octets))).

usable(Key) when element(1, Key) =:= jose_jwk -> Key;
usable(Refusal) -> throw({refused, Refusal}).

%% What jose and the parsers of JSON, jiffy or Erlang's own, raise deliberately; that no clause fits is no refusal.
is_refusal(error, {badarg, _}) -> true;
is_refusal(error, badarg) -> true;
is_refusal(error, {not_supported, _}) -> true;
is_refusal(error, not_supported) -> true;
is_refusal(error, unexpected_end) -> true;
is_refusal(error, {invalid_byte, _}) -> true;
is_refusal(error, {unexpected_sequence, _}) -> true;
is_refusal(error, {Position, Kind}) -> is_integer(Position) andalso is_atom(Kind); % no JSON
is_refusal(_, _) -> false.
