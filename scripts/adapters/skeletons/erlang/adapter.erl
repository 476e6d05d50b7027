%% An adapter to complete: fill in every TODO. protocol.erl describes the request.
-module(adapter).
-behaviour(protocol).
-export([main/0, description/0, verifier/1, sign/1, is_refusal/2]).

main() ->
    %% TODO: start your library, if it needs that.
    protocol:serve(?MODULE).

%% TODO: your library's name, the version that it reports, its home page, and what it can do.
%% Vectors/schema/adapter-reply.schema.json has every member. What you don't declare is skipped.
description() ->
    #{
        implementation => #{name => <<"MyJWT">>, version => <<"0">>, homepage => <<"https://example.com">>},
        capabilities => #{
            operations => [verify, bench],
            algorithms => ['HS256'],
            keys => [jwk],
            contents => [claims, bytes],
            policy => [<<"algorithms">>],
            clock => system
        }
    }.

verifier(#{<<"key">> := _Key}) ->
    %% TODO: make a key of it, or of the request's pem, here, once, as your users do. A library that takes raw secrets gets
    %% protocol:octets(maps:get(<<"k">>, Key)) if kty is "oct": declare jwk all the same.
    fun(_Token) ->
        %% TODO: call your library with protocol:algorithms(Request). Return the claims as JSON if the request's content is
        %% "claims", otherwise the payload's octets. Don't look into the token first.
        error('not written yet')
    end.

%% TODO: sign the request's payload with exactly its header, and declare sign; or leave this as it is.
sign(_Request) -> throw({unsupported, <<"operation:sign">>}).

%% TODO: the exceptions that mean the token is rejected. Any other counts as an error.
is_refusal(_Class, _Reason) -> false.
