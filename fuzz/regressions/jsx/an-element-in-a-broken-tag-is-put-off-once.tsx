import { A } from "./a";
// claimlint-ignore hype: agreed
export const metadata = { title: "Oats",...description: `Soap of ${1}` };
export default function Page({ name }: { name: string }) {
  return (
    <>
      <h1 className=" &amp; rain</h1async
      {/* claimlint-ignore typo: agreed */}
      <p>
        It is [[[[[[[[[[[[[[[[[[[[[the <b>most</b> powerful{" "}
        {name||||||||||||||||||||||||||||||||||} peel.
      </p>
      {name ? <A.B title='getgetSoap'${alt={"a" + `b`} /> : "none"}
      <ul>{[1].map((one) => <={one} icon={<i>x</i>}>{one}</li>)}</ul>
    </>
  );
}
