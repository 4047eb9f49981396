import { A } from "./a";
// claimlint-ignore hype: agreed
export const metadata = { title: "Oats", description: `Soap of ${1}` };
export default function Page({ name }: { name: string }) {
  return (
    <>
      <h1 className="a">Oats &amp; rain</h1>
      {/* claimlint-ignore typo: agreed */}
      <p>
        It is the <b>most</b> powerful{" "}
        {name} peel.
      </p>
      {name ? <A.B title='Soap' alt={"a" + `b`} /> : "none"}
      <ul>{[1].map((one) => <li key={one} icon={<i>x</i>}>{one}</li>)}</ul>
    </>
  );
}
